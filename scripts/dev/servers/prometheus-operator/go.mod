// The definitions of ServiceMonitor and PrometheusRule, which the chart's objects are held against. Nothing is built.
module tenantry.dev/servers/prometheus-operator

go 1.26

require github.com/prometheus-operator/prometheus-operator v0.85.0
