import { openBridge, type PageSettings } from './bridge';
import { watchNavigation } from './navigation';
import { replaceFetch, replaceXhr } from './requests';
import { bringResources } from './resources';
import { keepStorage } from './storage';

/** The name that stands for `location` in the page's scripts. */
export const locationName = '__drydockLocation';

/** The script that comes first on every page in the pane, as text without `</script>` or `<!--` in it. */
export function pageScript(settings: PageSettings): string {
  const safe = (text: string) => text.replaceAll('<', '\\u003c');
  const parts = `const bridge=(${String(openBridge)})(${safe(JSON.stringify(settings))});(${String(keepStorage)})(bridge);(${String(watchNavigation)})(bridge,${JSON.stringify(locationName)});(${String(replaceFetch)})(bridge);(${String(replaceXhr)})();(${String(bringResources)})(bridge);`;
  return `(()=>{document.currentScript.remove();${parts.replaceAll(/<(?=\/script|!--|script)/gi, '\\x3c')}})();`;
}
