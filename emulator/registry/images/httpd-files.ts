/** The files of the httpd images that a user looks at, written for this project in the shape of the real ones. */

/** Modules in modules/, by whether the configuration loads them. */
export const modules: readonly (readonly [name: string, loaded: boolean])[] = [
  ['authz_core', true],
  ['mime', true],
  ['log_config', true],
  ['headers', true],
  ['proxy', false],
  ['proxy_http', false],
  ['unixd', true],
  ['autoindex', true],
  ['dir', true],
  ['alias', true],
];

export const httpdConfig = `# The configuration of the Apache HTTP Server. Its directives are explained at
# <URL:http://httpd.apache.org/docs/2.4/>.
#
# Paths that do not begin with "/" are under ServerRoot.

ServerRoot "/usr/local/apache2"

# Where the server listens: a port, or an address and a port.
#Listen 12.34.56.78:80
Listen 80

# Modules. What a module knows can be used only when the module is loaded.
${modules.map(([name, loaded]) => `${loaded ? '' : '#'}LoadModule ${name}_module modules/mod_${name}.so\n`).join('')}
<IfModule unixd_module>
# Whom the children of httpd run as.
User www-data
Group www-data
</IfModule>

# Where problems with the server are to be sent to.
ServerAdmin you@example.com

# The server's name and port. It can often be found out, but say it here
# to prevent problems at the start.
#ServerName www.example.com:80

# Nothing of the file system is served unless a section below grants it.
<Directory />
    AllowOverride none
    Require all denied
</Directory>

# What is served.
DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    # Indexes lists directories without an index.
    Options Indexes FollowSymLinks

    # What .htaccess files may change.
    AllowOverride None

    # Who may have it.
    Require all granted
</Directory>

# The file that is served when a directory is asked for.
<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

# .htaccess and .htpasswd files are nobody's business.
<Files ".ht*">
    Require all denied
</Files>

ErrorLog /proc/self/fd/2

# debug, info, notice, warn, error, crit, alert, emerg
LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common

    CustomLog /proc/self/fd/1 common

    # With agents and referers:
    #CustomLog "logs/access_log" combined
</IfModule>

<IfModule alias_module>
    # Redirect permanent /foo http://www.example.com/bar
    # Alias /webpath /full/filesystem/path

    ScriptAlias /cgi-bin/ "/usr/local/apache2/cgi-bin/"
</IfModule>

<Directory "/usr/local/apache2/cgi-bin">
    AllowOverride None
    Options None
    Require all granted
</Directory>

<IfModule mime_module>
    # Types of files by their names' endings.
    TypesConfig conf/mime.types

    AddType application/x-compress .Z
    AddType application/x-gzip .gz .tgz
</IfModule>

# Pages for errors: text, a page of this server, or one elsewhere.
#ErrorDocument 500 "The server made a boo boo."
#ErrorDocument 404 /missing.html

# Further settings.
# Virtual hosts
#Include conf/extra/httpd-vhosts.conf
`;

export const virtualHosts = `# Virtual hosts: several sites on one server, told apart by their names.

<VirtualHost *:80>
    ServerAdmin webmaster@dummy-host.example.com
    DocumentRoot "/usr/local/apache2/docs/dummy-host.example.com"
    ServerName dummy-host.example.com
    ServerAlias www.dummy-host.example.com
    ErrorLog "logs/dummy-host.example.com-error_log"
    CustomLog "logs/dummy-host.example.com-access_log" common
</VirtualHost>
`;

export const mimeTypes = `# Types and the endings of their files' names.
application/gzip				gz
application/javascript				js mjs
application/json				json
application/pdf					pdf
application/wasm				wasm
application/xhtml+xml				xhtml xht
application/xml					xml xsl
application/zip					zip
audio/mpeg					mpga mp2 mp2a mp3 m2a m3a
font/ttf					ttf
font/woff					woff
font/woff2					woff2
image/gif					gif
image/jpeg					jpeg jpg jpe
image/png					png
image/svg+xml					svg svgz
image/vnd.microsoft.icon			ico
image/webp					webp
text/css					css
text/csv					csv
text/html					html htm
text/markdown					md markdown
text/plain					txt text conf def list log in
video/mp4					mp4 mp4v mpg4
video/webm					webm
`;

export const indexPage = '<html><body><h1>It works!</h1></body></html>\n';

export const foreground = `#!/bin/sh
set -e

# A pid file that is left of another start would stop this one.
rm -f "$HTTPD_PREFIX/logs/httpd.pid"

exec httpd -DFOREGROUND "$@"
`;

export const apachectl = `#!/bin/sh
# Starts and stops httpd, or hands its arguments to it.
HTTPD='/usr/local/apache2/bin/httpd'

case "$1" in
start|stop|restart|graceful|graceful-stop)
    $HTTPD -k "$@"
    ;;
configtest)
    $HTTPD -t
    ;;
'')
    $HTTPD
    ;;
*)
    $HTTPD "$@"
    ;;
esac
exit $?
`;
