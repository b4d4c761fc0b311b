// Prometheus and promtool, which check the alert rules and the dashboard.
module tenantry.dev/servers/prometheus

go 1.26.0

require github.com/prometheus/prometheus v0.313.5
