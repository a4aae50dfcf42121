import { TextInput } from "@mantine/core";
import { canonicalSlug } from "../parts/slug";

interface SlugFieldProps {
  label: string;
  value: string;
  fault: string | undefined;
  onChange: (value: string) => void;
  onEnter?: () => void;
}

/** Asks for a pipeline's name, and shows how it will be written when that differs. */
export function SlugField({ label, value, fault, onChange, onEnter }: SlugFieldProps) {
  const slug = canonicalSlug(value);
  return (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && onEnter?.()}
      error={value === "" ? undefined : fault}
      description={slug !== value && slug !== "" ? `It will be written "${slug}".` : "Lower-case letters, digits and dashes."}
      maxLength={200}
      data-autofocus
    />
  );
}
