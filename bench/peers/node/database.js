// Reads by prepared statements that name the bucket, so that each touches one partition.
import pg from 'pg'

const CONNECTIONS = 5 // of each database, in each process

const TIMESTAMPTZ = 1184
const INT8 = 20
pg.types.setTypeParser(TIMESTAMPTZ, instant)
pg.types.setTypeParser(INT8, Number)

const MEDIUM = `SELECT id, owner, status, reason, visibility, created_at, width, height, bytes, content_type, alt, tags,
  focal_x, focal_y, variants, placeholder, dominant_colour FROM medium`

const PROFILE = {
  name: 'profile',
  text: `SELECT id, handle, display_name, created_at, avatar FROM account
    WHERE bucket = $1 AND id = $2 AND locked_at IS NULL AND deletion_due_at IS NULL`
}
const ONE = { name: 'medium', text: `${MEDIUM} WHERE bucket = $1 AND id = $2 AND status <> 'DELETED'` }
const OF_OWNER = `${MEDIUM} WHERE bucket = $1 AND owner = $2 AND status <> 'DELETED' AND visibility = 'PUBLIC'`
const FIRST = { name: 'first', text: `${OF_OWNER} ORDER BY id DESC LIMIT $3` }
const NEXT = { name: 'next', text: `${OF_OWNER} AND id < $4 ORDER BY id DESC LIMIT $3` }

export function database(env) {
  const users = pool(env.USERS_URL)
  const media = pool(env.MEDIA_URL)
  return {
    async profile(id) {
      const { rows } = await users.query({ ...PROFILE, values: [bucket(id), id] })
      return { value: rows.length ? user(rows[0]) : null, privateTo: null }
    },
    async medium(id) {
      const { rows } = await media.query({ ...ONE, values: [bucket(id), id] })
      if (!rows.length) return { value: null, privateTo: null }
      return { value: medium(rows[0]), privateTo: rows[0].visibility === 'PRIVATE' ? rows[0].owner : null }
    },
    async page(owner, after, limit) {
      const values = [bucket(owner), owner, limit + 1]
      const { rows } = await media.query(after === undefined ? { ...FIRST, values } : { ...NEXT, values: [...values, after] })
      const items = rows.slice(0, limit)
      return { value: { items: items.map(medium), next: rows.length > limit ? cursor(items.at(-1).id) : null }, privateTo: null }
    },
    close: () => Promise.all([users.end(), media.end()])
  }
}

function pool(url) {
  return new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: 'node',
    options: '-c TimeZone=UTC -c plan_cache_mode=force_generic_plan'
  })
}

/** The 12 bits after the version. */
function bucket(id) {
  return Number.parseInt(id.slice(15, 18), 16)
}

function user(row) {
  return {
    id: row.id,
    handle: row.handle,
    displayName: row.display_name,
    createdAt: row.created_at,
    avatar: row.avatar === null ? null : `/m/${row.avatar}/thumb`
  }
}

function medium(row) {
  return {
    id: row.id,
    owner: row.owner,
    status: row.status.toLowerCase(),
    ...(row.reason === null ? {} : { reason: row.reason }),
    visibility: row.visibility.toLowerCase(),
    createdAt: row.created_at,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    contentType: row.content_type,
    alt: row.alt,
    tags: row.tags,
    focalPoint: row.focal_x === null || row.focal_y === null ? null : { x: row.focal_x, y: row.focal_y },
    variants: row.variants.map(({ name, format, width, height, bytes, blobKey }) => ({
      name, format, width, height, bytes, url: `/m/${row.id}/${name}.${version(blobKey)}.${format}`
    })),
    placeholder: row.placeholder,
    dominantColour: row.dominant_colour
  }
}

function version(blobKey) {
  return blobKey.slice(blobKey.lastIndexOf('/') + 1).split('.', 1)[0].slice(0, 16)
}

function cursor(id) {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}

/** RFC 3339 with 0, 3 or 6 digits of a second, from PostgreSQL's text in UTC. */
function instant(text) {
  const [, whole, fraction = ''] = /^([^.+]+)(?:\.(\d+))?\+00$/.exec(text)
  const digits = fraction === '' ? '' : '.' + fraction.padEnd(fraction.length > 3 ? 6 : 3, '0')
  return whole.replace(' ', 'T') + digits + 'Z'
}
