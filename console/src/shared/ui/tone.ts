/** How a state is meant, apart from its colour in the theme. */
export type Tone = 'good' | 'watch' | 'bad' | 'info' | 'unknown' | 'neutral';
