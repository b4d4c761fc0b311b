//go:build tools

package shfmt

import _ "mvdan.cc/sh/v3/cmd/shfmt"
