/** The first half of the names that containers get when nobody names them. */
export const adjectives = [
  'admiring', 'agitated', 'amazing', 'awesome', 'bold', 'brave', 'busy', 'charming', 'clever', 'compassionate', 'competent', 'cool',
  'cranky', 'crazy', 'dazzling', 'determined', 'eager', 'ecstatic', 'elastic', 'elegant', 'eloquent', 'epic', 'exciting', 'fervent',
  'festive', 'focused', 'friendly', 'frosty', 'funny', 'gallant', 'gifted', 'goofy', 'gracious', 'great', 'happy', 'hopeful', 'hungry',
  'inspiring', 'intelligent', 'jolly', 'jovial', 'keen', 'kind', 'laughing', 'loving', 'lucid', 'magical', 'modest', 'musing', 'mystifying',
  'nervous', 'nice', 'nifty', 'nostalgic', 'objective', 'optimistic', 'peaceful', 'pensive', 'practical', 'priceless', 'quirky', 'quizzical',
  'relaxed', 'reverent', 'romantic', 'serene', 'sharp', 'silly', 'sleepy', 'stoic', 'strange', 'stupefied', 'suspicious', 'sweet', 'tender',
  'thirsty', 'trusting', 'upbeat', 'vibrant', 'vigilant', 'vigorous', 'wizardly', 'wonderful', 'xenodochial', 'youthful', 'zealous', 'zen',
] as const;

/** The second half: people to whom science and engineering owe much. */
export const surnames = [
  'archimedes', 'aryabhata', 'babbage', 'banach', 'bardeen', 'bartik', 'bell', 'bhabha', 'blackwell', 'bohr', 'boyd', 'brown', 'carson',
  'cartwright', 'chandrasekhar', 'chatelet', 'chaum', 'cohen', 'cori', 'cray', 'curie', 'darwin', 'davinci', 'dijkstra', 'dirac', 'einstein',
  'elion', 'engelbart', 'euclid', 'euler', 'faraday', 'fermat', 'fermi', 'feynman', 'franklin', 'gagarin', 'galileo', 'galois', 'gates',
  'gauss', 'germain', 'goldberg', 'goodall', 'hamilton', 'haslett', 'hawking', 'heisenberg', 'hermann', 'herschel', 'hertz', 'hodgkin',
  'hopper', 'hugle', 'hypatia', 'jackson', 'jennings', 'jepsen', 'johnson', 'kalam', 'keller', 'kepler', 'khayyam', 'khorana', 'kilby',
  'kirch', 'knuth', 'kowalevski', 'lalande', 'lamarr', 'lamport', 'leakey', 'leavitt', 'lovelace', 'lumiere', 'mayer', 'mccarthy',
  'mcclintock', 'mclaren', 'meitner', 'mendel', 'mendeleev', 'merkle', 'mirzakhani', 'montalcini', 'moore', 'morse', 'moser', 'napier',
  'nash', 'neumann', 'newton', 'nightingale', 'nobel', 'noether', 'noyce', 'pare', 'pascal', 'pasteur', 'payne', 'perlman', 'pike',
  'poincare', 'ptolemy', 'raman', 'ramanujan', 'rhodes', 'ride', 'ritchie', 'robinson', 'roentgen', 'rosalind', 'rubin', 'saha', 'sammet',
  'sanderson', 'satoshi', 'shannon', 'shirley', 'shockley', 'sinoussi', 'snyder', 'solomon', 'spence', 'stonebraker', 'sutherland',
  'swanson', 'swartz', 'tesla', 'thompson', 'torvalds', 'tu', 'turing', 'varahamihira', 'vaughan', 'villani', 'visvesvaraya', 'volhard',
  'wescoff', 'wilbur', 'wiles', 'williams', 'williamson', 'wilson', 'wing', 'wozniak', 'wright', 'wu', 'yalow', 'yonath', 'zhukovsky',
] as const;
