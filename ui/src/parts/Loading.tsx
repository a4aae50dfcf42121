import { Skeleton, Stack } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

/** Shows `children`, the shape of what is to come, once it has taken so long that people wonder. */
export function Loading({ children, label = "Loading" }: { children?: ReactNode; label?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={label} aria-busy="true">
      {late && (children ?? <SkeletonRows />)}
    </div>
  );
}

/** The shape of a list. */
export function SkeletonRows({ rows = 6, height = 20 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="md" p="md">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} width={`${95 - ((row * 13) % 40)}%`} />
      ))}
    </Stack>
  );
}
