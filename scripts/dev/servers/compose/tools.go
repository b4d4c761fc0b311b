//go:build tools

// Package tools names the command that is built here, so that "go mod tidy" keeps what it needs.
package tools

import (
	_ "github.com/docker/compose/v2/cmd"
)
