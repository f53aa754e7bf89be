# syntax=docker/dockerfile:1
# Two stages: pip and what it leaves behind stay in the first, the image holds Python, the environment and the data.
# Docker Official Images take security updates under the same tag; who wants the same bytes each time names a digest:
#   docker build --build-arg BASE="$(docker image inspect --format '{{index .RepoDigests 0}}' python:3.12-slim)" .
ARG BASE=python:3.12-slim
FROM ${BASE} AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/newsledger
ENV PATH=/opt/newsledger/bin:$PATH

# The dependencies first: they change seldom, and their layer is kept.
COPY requirements.lock ./
RUN python -m pip install --require-hashes -r requirements.lock

# Our own package, built by the setuptools that the development lock pins; the image does not keep it.
COPY requirements-dev.lock pyproject.toml README.md LICENSE ./
COPY bot ./bot
RUN awk '/^[^ #]/ { keep = /^setuptools==/ } keep' requirements-dev.lock > build.lock \
 && python -m venv /tmp/builder \
 && /tmp/builder/bin/python -m pip install --require-hashes -r build.lock \
 && /tmp/builder/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /tmp/wheels . \
 && python -m pip install --no-deps --no-index /tmp/wheels/*.whl


FROM ${BASE}

# Fonts, for the words on the digest's charts: Latin, and what Japanese, Chinese and Korean labels are written in.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends fonts-dejavu-core fonts-noto-cjk && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin newsledger \
 && install -d -o newsledger -g newsledger -m 0750 /data
COPY --from=build /opt/newsledger /opt/newsledger

WORKDIR /app
COPY feeds.yaml ./
COPY seeds ./seeds

# Secrets come at run time, as variables or as files named by ..._FILE; none is in a layer.
ENV PATH=/opt/newsledger/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    BOT_DATA=/data \
    BOT_LOG=json
USER newsledger
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s --retries=3 CMD ["bot", "health"]
ENTRYPOINT ["bot"]
CMD ["run"]
