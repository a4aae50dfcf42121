import { NativeSelect, NumberInput, Stack, Switch, TagsInput } from "@mantine/core";
import type { Detection, DropFormat } from "../drops";
import { type FormatPart, PART_NAMES, delimiterWords, thousandsWords } from "../words";

interface FormatEditorProps {
  part: FormatPart;
  detection: Detection;
  onChange: (format: DropFormat) => void;
}

const DELIMITERS = [",", ";", "\t", "|"];
const ENCODINGS = ["UTF-8", "windows-1252", "ISO-8859-1", "ISO-8859-15", "UTF-16LE", "UTF-16BE", "windows-1250", "windows-1251", "Shift_JIS", "GB18030"];
const QUOTES = ['"', "'", ""];
const THOUSANDS = ["", ",", ".", " ", "'"] as const;

/** What changes one part of how the file is read; it is read again at once. */
export function FormatEditor({ part, detection, onChange }: FormatEditorProps) {
  const { format, encoding } = detection;
  switch (part) {
    case "delimiter": {
      const now = format.delimiter ?? ",";
      return (
        <NativeSelect
          label="Between two cells stands"
          value={now}
          data={withNow(DELIMITERS, now).map((value) => ({ value, label: delimiterWords(value) }))}
          onChange={(event) => onChange({ delimiter: event.currentTarget.value })}
        />
      );
    }
    case "encoding":
      return (
        <NativeSelect
          label="Encoding"
          description="Choose another when letters with accents look wrong."
          value={encoding}
          data={withNow(ENCODINGS, encoding)}
          onChange={(event) => onChange({ encoding: event.currentTarget.value })}
        />
      );
    case "header":
      return (
        <Switch
          label="The first line names the columns"
          checked={format.header !== false}
          onChange={(event) => onChange({ header: event.currentTarget.checked })}
        />
      );
    case "skip_rows":
      return (
        <NumberInput
          label="Lines to skip at the top"
          min={0}
          max={1000}
          clampBehavior="strict"
          allowDecimal={false}
          value={format.skip_rows ?? 0}
          onChange={(value) => typeof value === "number" && onChange({ skip_rows: value })}
        />
      );
    case "decimal":
      return <NumberSigns format={format} onChange={onChange} />;
    case "quote": {
      const now = format.quote ?? '"';
      return (
        <NativeSelect
          label="Around a cell may stand"
          value={now}
          data={withNow(QUOTES, now).map((value) => ({ value, label: value === "" ? "Nothing" : value }))}
          onChange={(event) => onChange({ quote: event.currentTarget.value })}
        />
      );
    }
    case "null_values":
      return (
        <TagsInput
          label="Words that mean nothing"
          aria-label={PART_NAMES[part]}
          description="Cells with one of these are read as empty."
          placeholder="Type a word, then Enter"
          value={(format.null_values ?? []).filter((word) => word !== "")}
          onChange={(words) => onChange({ null_values: [...(format.null_values?.includes("") ? [""] : []), ...words] })}
          comboboxProps={{ withinPortal: false }}
        />
      );
  }
}

function NumberSigns({ format, onChange }: { format: DropFormat; onChange: (format: DropFormat) => void }) {
  const decimal = format.decimal ?? ".";
  const setDecimal = (sign: string) => {
    if (sign !== "." && sign !== ",") return;
    // The same sign cannot be both.
    onChange(format.thousands === sign ? { decimal: sign, thousands: "" } : { decimal: sign });
  };
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Before the decimals stands"
        value={decimal}
        data={[
          { value: ".", label: "a point: 1234.56" },
          { value: ",", label: "a comma: 1234,56" },
        ]}
        onChange={(event) => setDecimal(event.currentTarget.value)}
      />
      <NativeSelect
        label="Between thousands stands"
        value={format.thousands ?? ""}
        data={THOUSANDS.filter((sign) => sign !== decimal).map((value) => ({ value, label: thousandsWords(value) }))}
        onChange={(event) => {
          const sign = THOUSANDS.find((each) => each === event.currentTarget.value);
          if (sign !== undefined) onChange({ thousands: sign });
        }}
      />
    </Stack>
  );
}

function withNow(values: readonly string[], now: string): string[] {
  return values.some((value) => value.toLowerCase() === now.toLowerCase()) ? values.map((value) => (value.toLowerCase() === now.toLowerCase() ? now : value)) : [now, ...values];
}
