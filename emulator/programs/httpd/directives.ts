const byModule: Readonly<Record<string, string>> = {
  core_module:
    'serverroot documentroot servername serveradmin serveralias serversignature servertokens listen errorlog loglevel errordocument options allowoverride include includeoptional loadmodule define timeout keepalive maxkeepaliverequests keepalivetimeout hostnamelookups usecanonicalname enablesendfile enablemmap pidfile accessfilename startservers serverlimit maxrequestworkers threadsperchild minsparethreads maxsparethreads maxconnectionsperchild mutex',
  unixd_module: 'user group',
  authz_core_module: 'require',
  log_config_module: 'logformat customlog',
  alias_module: 'alias scriptalias redirect',
  dir_module: 'directoryindex',
  autoindex_module: 'indexoptions',
  mime_module: 'typesconfig addtype',
  headers_module: 'header',
  proxy_module: 'proxypass proxypassreverse proxypreservehost proxyrequests',
};

/** Directives (in lower case), with the module that knows each: without it the directive is an error, as in the real httpd. */
export const directiveModules: ReadonlyMap<string, string> = new Map(Object.entries(byModule).flatMap(([module, names]) => names.split(' ').map((name) => [name, module] as const)));

/** Names of sections, in lower case. */
export const sectionNames: ReadonlySet<string> = new Set('directory directorymatch files filesmatch location locationmatch virtualhost ifmodule ifdefine'.split(' '));
