import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { digits } from "../shared/format";
import { fileText as text } from "../texts/file";
import type { frame } from "../texts/frame";
import { Asked } from "./state";

const MEGABYTE = 1024 * 1024;

/** A size as people say it. */
export function sizeOf(bytes: number): string {
  if (bytes >= MEGABYTE) return `${(bytes / MEGABYTE).toFixed(1)} MB`;
  return `${digits(String(Math.max(1, Math.round(bytes / 1024))))} KB`;
}

interface Shown {
  id: string;
  file_name: string;
  media_type: string;
}

/**
 * Shows a picture or a PDF from memory: what is read under a person's token gives nothing to anybody else by its address, and the
 * answers of the services may not be pages of their own.
 */
export function FilePreview({
  file,
  service,
  read,
}: {
  file: Shown;
  service: keyof typeof frame.services;
  read: () => Promise<unknown>;
}): ReactNode {
  const query = useQuery({
    queryKey: [service, "file", file.id],
    queryFn: () => read() as Promise<Blob>,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Asked query={query} service={service} lines={4}>
      {(blob) => <Memory blob={blob} file={file} />}
    </Asked>
  );
}

/** Gives an element its file from memory, for as long as it is shown. */
const showing = (blob: Blob) => (node: HTMLImageElement | HTMLIFrameElement | null) => {
  if (!node) return undefined;
  const url = URL.createObjectURL(blob);
  node.src = url;
  return () => URL.revokeObjectURL(url);
};

function Memory({ blob, file }: { blob: Blob; file: Shown }): ReactNode {
  const ref = useMemo(() => showing(blob), [blob]);
  return file.media_type === "application/pdf" ? (
    <iframe ref={ref} className="preview" title={text.previewOf(file.file_name)} />
  ) : (
    <img ref={ref} className="preview" alt={text.previewOf(file.file_name)} />
  );
}
