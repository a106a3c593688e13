# Two images:
#   docker build --target server -t atteny-server .
#   docker build --target mock -t atteny-mock .
# `packages/deployment` takes the same steps without Docker, from what `pnpm build` made.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN npx -y pnpm@12.21.0 install --frozen-lockfile \
  && npx -y pnpm@12.21.0 build

# The server and its dashboard: Node and two folders.
FROM node:24.21.0-bookworm-slim AS server
WORKDIR /srv
COPY --from=build /build/apps/api/dist/server /srv/server
COPY --from=build /build/apps/console/dist /srv/console
# glibc keeps freed memory apart for each thread; two such arenas are enough for Node.
ENV MALLOC_ARENA_MAX=2
ENV NODE_ENV=production ATTENY_MODE=production ATTENY_METRICS_HOST=0.0.0.0 ATTENY_CONSOLE_FOLDER=/srv/console
USER 1000:1000
EXPOSE 4000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.ATTENY_API_PORT || 4000) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=16", "--initial-old-space-size=40", "--heap-growing-percent=40", "/srv/server/main.mjs"]

# The mock, and the documentation by the command `docs --host 0.0.0.0`.
FROM node:24.21.0-bookworm-slim AS mock
WORKDIR /srv
COPY --from=build /build/apps/cli/dist /srv/atteny
ENV NODE_ENV=production
USER 1000:1000
EXPOSE 4010 4020
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s CMD ["node", "-e", "Promise.any([4010, 4020].map((port) => fetch('http://127.0.0.1:' + port + '/'))).then(() => process.exit(0), () => process.exit(1))"]
ENTRYPOINT ["node", "/srv/atteny/main.js"]
CMD ["mock", "--host", "0.0.0.0"]
