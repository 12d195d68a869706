"""The whole product in one server, pages and open interface: `streamlit run server.py`."""

import os

import streamlit as st

from opc import api, serving, ui

# Pages offer what the interface serves.
os.environ["OPC_INTERFACE"] = "1"
app = st.App(
    "dashboard.py",
    routes=api.routes(),
    middleware=serving.middleware(
        ui.scripts(), st.get_option("server.allowedHosts"), st.get_option("server.corsAllowedOrigins")
    ),
    lifespan=serving.lifespan,
    on_script_error=ui.failed,
    exception_handlers={Exception: serving.on_failure},
)
