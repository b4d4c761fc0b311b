// The images of the real node: small static programs, so that an image is one file and needs no engine to build.
module tenantry.dev/servers/node-images

go 1.24
