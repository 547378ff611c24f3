# The collector's own image holds nothing but the collector, so nothing in it could ask whether it is well; here wget can.
FROM alpine:3.22
COPY --from=otel/opentelemetry-collector:0.140.0 /otelcol /otelcol
RUN mkdir /logs && chown 10001 /logs
USER 10001
ENTRYPOINT ["/otelcol"]
