"""Adds the Newsreel page to Airflow's UI, in its navigation and in a window of its own.

Rule: this file only registers. Airflow loads it in every process under its bare name, so its code is
`newsreel.web`.
"""

from airflow.plugins_manager import AirflowPlugin

from newsreel.web.lazy import application

APPS = [{"name": "newsreel", "app": application, "url_prefix": "/newsreel"}]
VIEWS = [
    {
        "name": "Newsreel",
        "href": "/newsreel/",
        "destination": "nav",
        "url_route": "newsreel",
        "nav_top_level": True,
    },
    # Airflow shows the page in a frame that may not open windows; links to articles need one.
    {"name": "Newsreel (own window)", "href": "/newsreel/", "destination": "nav", "category": "browse"},
]


class NewsreelPlugin(AirflowPlugin):
    """Registers the page with Airflow."""

    name = "newsreel"
    fastapi_apps = APPS
    external_views = VIEWS
