"""The product beside other ways to serve the same views: `python -m benchmarks.against` prints the ratios.

`usual` is a Streamlit app and `dashes` a Dash app, both with pandas and plotly.express as their documentation shows it;
`bare` is a Starlette route that hands out the rows, charts and tables of our own pages as JSON. All four run the same
named queries on the same warehouse, with the same parameters from the same addresses.
"""
