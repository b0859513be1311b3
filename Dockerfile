# Newsreel and Airflow in one image; each service of docker-compose.yaml runs another command of it.
FROM python:3.11-slim-bookworm

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore \
    PYTHONUNBUFFERED=1

WORKDIR /opt/newsreel

# The dependencies first: a layer that lasts as long as the lock file does.
COPY requirements.lock ./
RUN pip install --compile --no-deps --require-hashes --requirement requirements.lock

COPY pyproject.toml README.md LICENSE .env.example ./
COPY newsreel ./newsreel
COPY extractors ./extractors
COPY schemas ./schemas
COPY dags ./dags
COPY plugins ./plugins
# Editable, so that the code lies in one place only, which its user cannot write to; compiled, as `import airflow`
# takes twice as long without byte code.
RUN pip install --no-deps --no-build-isolation --editable . \
    && python -m compileall -q newsreel extractors schemas dags plugins \
    && useradd --system --uid 10001 --user-group --no-create-home --home-dir /var/lib/newsreel newsreel \
    && install --directory --owner=newsreel --group=newsreel --mode=0750 \
        /var/lib/newsreel /var/lib/newsreel/airflow /var/lib/newsreel/inbox

USER newsreel
VOLUME /var/lib/newsreel
ENV HOME=/var/lib/newsreel \
    NEWSREEL_HOME=/var/lib/newsreel \
    NEWSREEL_DAGS_DIR=/opt/newsreel/dags \
    NEWSREEL_PLUGINS_DIR=/opt/newsreel/plugins
EXPOSE 8080
CMD ["python", "-m", "airflow", "version"]
