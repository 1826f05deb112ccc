# One image, any service: `python -m shared.run sessions`, `python -m shared.run sessions tail`.
FROM python:3.12-slim AS packages
COPY requirements/lock.txt /tmp/lock.txt
RUN python -m venv /opt/mentoring \
 && /opt/mentoring/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /tmp/lock.txt

FROM python:3.12-slim AS mentoring
ENV PATH=/opt/mentoring/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# Volumes take over the owner of the folder they cover, so these must exist before the first start.
RUN useradd --system --uid 10001 --home-dir /srv/mentoring mentoring \
 && for room in profiles matching sessions safeguarding evaluation installation; do \
      install -d -m 700 -o mentoring /run/mentoring/$room; done
WORKDIR /srv/mentoring
COPY --from=packages /opt/mentoring /opt/mentoring
COPY pyproject.toml ./
COPY shared shared
COPY services services
COPY deploy deploy
USER mentoring
ENTRYPOINT ["python", "-m"]

# Tests with both servers' programs at hand, for machines where they cannot be installed.
FROM python:3.12-slim-bookworm AS tests
RUN printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d \
 && apt-get update \
 && apt-get install -y --no-install-recommends git make postgresql rabbitmq-server \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/mentoring
COPY requirements requirements
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/dev.txt
COPY . .
ENTRYPOINT ["python", "-m", "deploy.local.testing"]

FROM mentoring
