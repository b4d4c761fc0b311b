/** A part of a page below one heading, as the search knows it. Its id is the address, with the anchor. */
export interface Section {
  readonly id: string;
  /** Title of the page. */
  readonly title: string;
  /** Headings that it stands below, its own last; none for what stands before the first of them. */
  readonly headings: string;
  readonly text: string;
  /** What the front page of the documentation says of the page: on its first section alone. */
  readonly about: string;
}

/** What somebody asks a section: `<id of the section>?<number>`. */
export interface Question {
  readonly id: string;
  readonly question: string;
}

export const sectionOf = (id: string): string => id.replace(/\?\d+$/, '');
export const pageOf = (id: string): string => id.replace(/[#?].*$/, '');
