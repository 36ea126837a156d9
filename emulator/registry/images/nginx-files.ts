/** The files of the nginx images that a user looks at, written for this project in the shape of the real ones. */

export const nginxConfig = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`;

export const defaultSite = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

export const mimeTypes = `
types {
    text/html                html htm shtml;
    text/css                 css;
    text/xml                 xml;
    image/gif                gif;
    image/jpeg               jpeg jpg;
    application/javascript   js;
    text/plain               txt;
    image/png                png;
    image/svg+xml            svg svgz;
    image/webp               webp;
    image/x-icon             ico;
    font/woff                woff;
    font/woff2               woff2;
    application/json         json;
    application/pdf          pdf;
    application/zip          zip;
    application/wasm         wasm;
    audio/mpeg               mp3;
    video/mp4                mp4;
}
`;

export const welcomePage = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>This page is served by the nginx web server in your container.
It is the page of a fresh installation: put your own files in its place.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;

export const errorPage = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
</head>
<body>
<h1>An error occurred.</h1>
<p>The page cannot be shown now. Please try again later.</p>
</body>
</html>
`;

export const entrypoint = `#!/bin/sh
# Prepares the configuration by the scripts in /docker-entrypoint.d, then becomes the command.
set -e

entrypoint_log() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    if find "/docker-entrypoint.d/" -mindepth 1 -maxdepth 1 -type f 2>/dev/null | grep -q .; then
        entrypoint_log "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
        entrypoint_log "$0: Looking for shell scripts in /docker-entrypoint.d/"
        for f in /docker-entrypoint.d/*.sh; do
            if [ -x "$f" ]; then
                entrypoint_log "$0: Launching $f"
                "$f"
            else
                entrypoint_log "$0: Ignoring $f, not executable"
            fi
        done
        entrypoint_log "$0: Configuration complete; ready for start up"
    else
        entrypoint_log "$0: No files found in /docker-entrypoint.d/, skipping configuration"
    fi
fi

exec "$@"
`;

export const entrypointScripts: Readonly<Record<string, string>> = {
  '10-listen-on-ipv6-by-default.sh': `#!/bin/sh
# The default site listens on IPv6 as it is.
set -e
[ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] && echo "10-listen-on-ipv6-by-default.sh: info: IPv6 listen already enabled"
exit 0
`,
  '20-envsubst-on-templates.sh': `#!/bin/sh
# Fills templates with the environment; there are none unless they are mounted.
set -e
exit 0
`,
  '30-tune-worker-processes.sh': `#!/bin/sh
# Fits the number of workers to the limits, when asked to.
set -e
[ -n "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
exit 0
`,
};
