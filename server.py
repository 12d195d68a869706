"""The whole product in one server, pages and open interface: `streamlit run server.py`."""

import streamlit as st

from opc import api

app = st.App("dashboard.py", routes=api.routes())
