//go:build tools

// Package tools names the commands that are built here, so that "go mod tidy" keeps what they need.
package tools

import (
	_ "github.com/prometheus/prometheus/cmd/prometheus"
	_ "github.com/prometheus/prometheus/cmd/promtool"
)
