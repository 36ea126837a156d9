/** Where the choice is kept; absent while the system decides. */
const storageKey = 'drydock:theme';

export type Theme = 'light' | 'dark';

/**
 * Runs in the page's head before anything is painted: says that scripts run (`js`), and sets the chosen theme and the
 * chosen width of the text, so that nothing flashes or moves.
 */
export const headScript = `(function(){var r=document.documentElement;r.classList.add('js');try{var t=localStorage.getItem('${storageKey}');if(t==='light'||t==='dark')r.dataset.theme=t;var s=parseFloat(localStorage.getItem('drydock:split'));if(s>=30&&s<=75)r.style.setProperty('--split',s+'%')}catch(e){}})()`;

const system = () => matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown now. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return system().matches ? 'dark' : 'light';
}

/** Shows the other theme and remembers it; going back to what the system shows forgets the choice, so that the system decides again. */
export function toggleTheme(): void {
  const next: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
  const root = document.documentElement;
  const systemTheme: Theme = system().matches ? 'dark' : 'light';
  try {
    if (next === systemTheme) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, next);
  } catch {
    // Storage is refused: the theme holds for this page.
  }
  if (next === systemTheme) delete root.dataset['theme'];
  else root.dataset['theme'] = next;
}

/** Calls back whenever another theme is shown, by the toggle or by the system. */
export function onThemeChange(changed: () => void): () => void {
  const query = system();
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', changed);
  };
}
