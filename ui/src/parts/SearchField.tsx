import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";

const PAUSE_MILLISECONDS = 150;

interface SearchFieldProps {
  /** What the field is called, and what it says while it is empty. */
  label: string;
  /** What is searched for, as the address says. */
  value: string;
  onSearch: (value: string) => void;
  className?: string | undefined;
}

/**
 * Asks what to search for; `/` leads into it. It keeps what is being typed itself: an address follows too slowly for quick fingers, and would
 * take letters back.
 */
export function SearchField({ label, value, onSearch, className }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((wanted: string) => {
    told.current = wanted;
    onSearch(wanted);
  }, PAUSE_MILLISECONDS);

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);

  return (
    <TextInput
      type="search"
      className={className}
      aria-label={label}
      placeholder={label}
      leftSection={<Search size={14} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}
