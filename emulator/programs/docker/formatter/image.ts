import type { ImageSummary } from '../../../api/types/image';
import { humanDuration } from '../units/duration';
import { humanSize } from '../units/size';
import { tableRow } from './row';
import type { TableShape } from './table';
import { goTime, shortId } from './text';

/** An image under one of its names. */
export interface ImageRow {
  readonly image: ImageSummary;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

const none = '<none>';

/** What `docker images` shows without `--format`. */
export function imageTable(digests: boolean): string {
  return `table {{.Repository}}\\t{{.Tag}}\\t${digests ? '{{.Digest}}\\t' : ''}{{.ID}}\\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\\t{{.Size}}`;
}

function split(name: string, separator: string): [string, string] {
  const at = name.lastIndexOf(separator);
  return [name.slice(0, at), name.slice(at + 1)];
}

/** The rows of an image: one a tag (with `digests`, one a tag and digest), one `<none>` for an image without a name. */
function rowsOf(image: ImageSummary, digests: boolean): ImageRow[] {
  const tags = (image.RepoTags ?? []).map((name) => split(name, ':'));
  const byDigest = (image.RepoDigests ?? []).map((name) => split(name, '@'));
  if (tags.length === 0 && byDigest.length === 0) return [{ image, repository: none, tag: none, digest: none }];
  const repositories = [...new Set([...tags, ...byDigest].map(([repository]) => repository))];
  return repositories.flatMap((repository) => {
    const own = tags.filter(([name]) => name === repository).map(([, tag]) => tag);
    const digestsOf = byDigest.filter(([name]) => name === repository).map(([, digest]) => digest);
    if (!digests) return (own.length > 0 ? own : [none]).map((tag) => ({ image, repository, tag, digest: none }));
    if (own.length === 0) return digestsOf.map((digest) => ({ image, repository, tag: none, digest }));
    return own.flatMap((tag) => (digestsOf.length > 0 ? digestsOf : [none]).map((digest) => ({ image, repository, tag, digest })));
  });
}

/** How images are shown. */
export interface ImageShape extends TableShape<ImageRow> {
  rows(images: readonly ImageSummary[]): ImageRow[];
  id(row: ImageRow): string;
}

/** Rows of images. */
export function imageShape({ truncate, digests, now }: { truncate: boolean; digests: boolean; now: number }): ImageShape {
  const id = ({ image }: ImageRow) => (truncate ? shortId(image.Id) : image.Id);
  return {
    rows: (images) => images.flatMap((image) => rowsOf(image, digests)),
    id,
    headers: { ID: 'IMAGE ID', Repository: 'REPOSITORY', Tag: 'TAG', Digest: 'DIGEST', CreatedSince: 'CREATED', CreatedAt: 'CREATED AT', Size: 'SIZE', Containers: 'CONTAINERS', VirtualSize: 'SIZE', SharedSize: 'SHARED SIZE', UniqueSize: 'UNIQUE SIZE' },
    row: (row) =>
      tableRow('*formatter.imageContext', {
        ID: () => id(row),
        Repository: () => row.repository,
        Tag: () => row.tag,
        Digest: () => row.digest,
        CreatedSince: () => (row.image.Created === 0 ? '' : `${humanDuration(now - row.image.Created * 1000)} ago`),
        CreatedAt: () => goTime(row.image.Created * 1000),
        Size: () => humanSize(row.image.Size, 3),
        Containers: () => (row.image.Containers === -1 ? 'N/A' : String(row.image.Containers)),
        VirtualSize: () => humanSize(row.image.Size),
        SharedSize: () => (row.image.SharedSize === -1 ? 'N/A' : humanSize(row.image.SharedSize)),
        UniqueSize: () => (row.image.SharedSize === -1 ? 'N/A' : humanSize(row.image.Size - row.image.SharedSize)),
      }),
  };
}
