import type { Virtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { type Place, moved } from "./moves";

interface GridFocus {
  frame: RefObject<HTMLDivElement | null>;
  rows: Virtualizer<HTMLDivElement, Element>;
  columns: Virtualizer<HTMLDivElement, Element>;
  place: Place;
  onPlace: (place: Place) => void;
  onOpen: (place: Place) => void;
}

const PAGE = 16;

/** Moves a grid's focus by keys: scrolls to where it goes, then focuses the cell that has appeared there. */
export function useGridFocus({ frame, rows, columns, place, onPlace, onOpen }: GridFocus): (event: KeyboardEvent) => void {
  const wanted = useRef(false);
  const [moves, setMoves] = useState(0);

  useEffect(() => {
    if (!wanted.current) return;
    const row = frame.current?.querySelector(`[data-row="${place.row}"]`);
    const cell = row?.querySelector<HTMLElement>(`[data-column="${place.column}"]`);
    if (!cell) return;
    wanted.current = false;
    (cell.querySelector<HTMLElement>("button") ?? cell).focus({ preventScroll: true });
  }, [moves, place, frame]);

  return (event) => {
    // What a head opens stands elsewhere in the document, yet React lets its keys come by here.
    if (!(event.target instanceof Node) || !frame.current?.contains(event.target)) return;
    if (event.key === "Enter" && place.row >= 0) {
      event.preventDefault();
      onOpen(place);
      return;
    }
    const extent = { rows: rows.options.count, columns: columns.options.count, page: PAGE };
    const to = moved(place, event.key, event.ctrlKey || event.metaKey, extent);
    if (!to) return;
    event.preventDefault();
    wanted.current = true;
    if (to.row >= 0) rows.scrollToIndex(to.row);
    if (to.column > 0) columns.scrollToIndex(to.column);
    else columns.scrollToOffset(0);
    onPlace(to);
    setMoves((before) => before + 1);
  };
}
