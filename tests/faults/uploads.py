"""A page that takes a file and says what was in it: uploads need one process from the first page to the last byte."""

import streamlit as st

given = st.file_uploader("file")
st.text(f"holds {given.getvalue().decode()}" if given else "holds nothing")
