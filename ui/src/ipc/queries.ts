import {
  MutationCache,
  QueryClient,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { ApiError, call } from "./client";
import { changedBy, isTouched } from "./tags";
import type { CommandName, Commands, Tag } from "./types.gen";

/** A failed action, ready to be shown: what was tried, why it failed, what to do. */
export interface Failure {
  title: string;
  error: ApiError;
}

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: ApiError;
    mutationMeta: { failureTitle?: string };
  }
}

/** One per window. Answers stay valid until the core says that something changed, and a refusal is final. */
export function createQueryClient(report: (failure: Failure) => void): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
    mutationCache: new MutationCache({
      onError: (thrown, _request, _context, mutation) => {
        const title = mutation.meta?.failureTitle;
        if (title !== undefined) report({ title, error: ApiError.from(thrown) });
      },
    }),
  });
}

/** Refetches every answer on screen that depends on one of the tags, and drops the others. */
export function invalidateTags(client: QueryClient, tags: readonly Tag[]): Promise<void> {
  if (tags.length === 0) return Promise.resolve();
  return client.invalidateQueries({
    predicate: ({ queryKey }) => typeof queryKey[0] === "string" && isTouched(queryKey[0], tags),
  });
}

export interface CallOptions<Response, Shown> {
  /** False while the request is not yet known. */
  enabled?: boolean;
  /** Shows the answer to the last request until the new one is there, so filters do not flash. */
  keepPrevious?: boolean;
  /** Keeps nothing once it is off the screen: what a person is about to agree to is never an old answer. */
  isFresh?: boolean;
  /** Takes the part that is drawn; the component is drawn again only when this part changes. */
  select?: (response: Response) => Shown;
}

/** Reads from the core and reads again whenever something it depends on has changed. */
export function useCall<K extends CommandName, Shown = Commands[K]["response"]>(
  name: K,
  request: Commands[K]["request"],
  options: CallOptions<Commands[K]["response"], Shown> = {},
): UseQueryResult<Shown> {
  return useQuery<Commands[K]["response"], ApiError, Shown>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    enabled: options.enabled ?? true,
    select: options.select,
    gcTime: options.isFresh === true ? 0 : undefined,
    placeholderData: options.keepPrevious === true ? keepPreviousData : undefined,
  });
}

export interface ActionOptions<K extends CommandName> {
  /** What could not be done, as a headline: "The order was not forwarded". */
  failureTitle: string;
  onDone?: (response: Commands[K]["response"], request: Commands[K]["request"]) => void;
}

/** Changes something through the core. Says so when it fails, and refreshes what the command is known to change. */
export function useAction<K extends CommandName>(
  name: K,
  options: ActionOptions<K>,
): UseMutationResult<Commands[K]["response"], ApiError, Commands[K]["request"]> {
  const client = useQueryClient();
  return useMutation<Commands[K]["response"], ApiError, Commands[K]["request"]>({
    mutationKey: [name],
    meta: { failureTitle: options.failureTitle },
    mutationFn: (request) => call(name, request),
    onSuccess: (response, request) => {
      void invalidateTags(client, changedBy(name));
      options.onDone?.(response, request);
    },
  });
}
