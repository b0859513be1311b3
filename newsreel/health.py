"""Whether one of Airflow's components lives, as the API server sees it: the health check of the containers.

Rule: standard library only. It runs every half minute in each container, and `airflow jobs check` would cost
four CPU-seconds each time.
"""

import json
import os
import sys
from urllib.request import ProxyHandler, build_opener

COMPONENTS = ("scheduler", "dag-processor", "triggerer")
SECONDS = 10


def is_healthy(component: str, url: str) -> bool:
    """Tell whether a component is healthy; "api-server" is when it serves tasks, too. OSError: no answer."""
    if component == "api-server":
        return all(_get(f"{url}{path}") is not None for path in ("/api/v2/version", "/execution/health"))
    health = _get(f"{url}/api/v2/monitor/health")
    part = health.get(component.replace("-", "_")) if isinstance(health, dict) else None
    return isinstance(part, dict) and part.get("status") == "healthy"


def _get(url: str) -> object:
    # No proxy stands between the containers.
    with build_opener(ProxyHandler({})).open(url, timeout=SECONDS) as answer:
        return json.load(answer)


def main() -> int:
    """Return 0 when the component named on the command line is healthy."""
    url = os.environ.get("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", "").removesuffix("/execution/")
    component = sys.argv[1] if len(sys.argv) > 1 else ""
    if component not in (*COMPONENTS, "api-server") or not url.startswith("http"):
        sys.stderr.write(f"usage: python -m newsreel.health {'|'.join(COMPONENTS)}|api-server\n")
        return 2
    try:
        return 0 if is_healthy(component, url) else 1
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{component}: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
