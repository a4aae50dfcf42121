/** The palette's last colour is for all others. */
const COLOURS = 7;

/**
 * Gives every category of a column a place in the palette that it keeps, whatever is filtered: the first seven that were seen get one of
 * their own.
 */
export class CategoryColours {
  private readonly places = new Map<string, Map<string, number>>();

  /** The place of `category` in the palette, from 0. */
  placeOf(column: string, category: string): number {
    const known = this.places.get(column) ?? new Map<string, number>();
    this.places.set(column, known);
    const place = known.get(category) ?? known.size % COLOURS;
    known.set(category, place);
    return place;
  }
}
