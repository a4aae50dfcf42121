import { Button, Menu } from "@mantine/core";
import { Download } from "lucide-react";
import { formatCount } from "../../parts/numbers";
import { downloadAddress } from "./downloadAddress";
import type { Question } from "./useRows";

/** Offers the rows that the page shows, all of them, as one file. */
export function DownloadMenu({ question, total }: { question: Question; total: number }) {
  const rows = formatCount(total, "row");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<Download size={14} />}>
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>With these filters, order and columns</Menu.Label>
        <Menu.Item component="a" href={downloadAddress(question, "csv")} download>
          CSV, {rows}
        </Menu.Item>
        <Menu.Item component="a" href={downloadAddress(question, "parquet")} download>
          Parquet, {rows}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
