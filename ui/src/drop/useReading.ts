import { type UseQueryOptions, keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { isPassing } from "../api/failure";
import { readingOf } from "./choices";
import { type Detection, type DropChoices, lookAtAll, lookAtBeginning } from "./drops";
import type { TrayItem } from "./tray";

type Look = UseQueryOptions<Detection, unknown, Detection, readonly unknown[]>;

function ofBeginning({ key, file }: TrayItem, choices: DropChoices): Look {
  return {
    queryKey: ["drops", "beginning", key, choices],
    queryFn: ({ signal }) => (file ? lookAtBeginning(file, choices, signal) : Promise.reject(new Error("The file is not at hand."))),
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, error) => failures < 2 && isPassing(error),
  };
}

function ofAll({ id, key }: TrayItem, choices: DropChoices): Look {
  return {
    queryKey: ["drops", "all", id ?? key, choices],
    queryFn: ({ signal }) => lookAtAll(id ?? "", choices, signal),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, error) => failures < 4 && isPassing(error),
  };
}

/** What is known of a file. */
export interface Reading {
  detection: Detection | undefined;
  /** Whether what is shown is not yet by the latest choices and the whole file. */
  looking: boolean;
  error: unknown;
  again: () => void;
}

/** What a file is made of by the choices so far: at once by its beginning, soon by all of it. Until then it stays what it was. */
export function useReading(item: TrayItem, choices: DropChoices): Reading {
  const reading = readingOf(choices);
  const beginning = useQuery({ ...ofBeginning(item, reading), placeholderData: keepPreviousData });
  const all = useQuery({ ...ofAll(item, reading), placeholderData: keepPreviousData });
  const current = (all.isPlaceholderData ? undefined : all.data) ?? (beginning.isPlaceholderData ? undefined : beginning.data);
  return {
    detection: current ?? all.data ?? beginning.data,
    looking: all.isFetching || (beginning.isFetching && !all.isSuccess),
    error: all.error ?? (item.id === undefined ? beginning.error : null),
    again: () => void (item.id === undefined ? beginning.refetch() : all.refetch()),
  };
}

/** A file with the choices by which it is read. */
export interface Question {
  item: TrayItem;
  choices: DropChoices;
}

/** What each of many files is made of, by as much of it as was looked at. */
export function useReadings(questions: readonly Question[]): (Reading & { item: TrayItem })[] {
  const beginnings = useQueries({ queries: questions.map(({ item, choices }) => ofBeginning(item, readingOf(choices))) });
  const alls = useQueries({ queries: questions.map(({ item, choices }) => ofAll(item, readingOf(choices))) });
  return questions.map(({ item }, i) => {
    const [beginning, all] = [beginnings[i], alls[i]];
    return {
      item,
      detection: all?.data ?? beginning?.data,
      looking: (all?.isFetching ?? false) || (beginning?.isFetching ?? false),
      error: all?.error ?? (item.id === undefined ? beginning?.error : null),
      again: () => void (item.id === undefined ? beginning?.refetch() : all?.refetch()),
    };
  });
}
