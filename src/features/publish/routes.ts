/** `/api/v1/pieces` and `/api/v1/piece-pictures`: the content plan. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../api/route.ts'
import { fileOf, written } from '../../api/written.ts'
import { keepPicture } from './picture-store.ts'
import { addPiece, movePiece, type PlanDeps, readPieceFile, readPlan } from './plan.ts'
import { FILE_TYPES } from './render.ts'
import {
  fileQuery,
  moveBody,
  newPieceAnswer,
  newPieceBody,
  pictureAnswer,
  pictureBody,
  planQuery,
  planSchema,
} from './schema.ts'

const tag = 'Content plan'
const byId = z.object({ id: z.uuid() })
/** Eight megabytes of picture in base64. */
const PICTURE_BODY = 11_500_000

export function pieceRoutes(deps: PlanDeps): (server: FastifyInstance) => void {
  return (server) => {
    route(server, {
      method: 'GET',
      url: '/api/v1/pieces',
      tag,
      summary: 'What goes out, or went out, between two shop days, and what has no day yet',
      permission: 'desk.read',
      query: planQuery,
      answer: planSchema,
      handle: ({ query }, { principal }) => readPlan(deps, principal, query),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/pieces',
      tag,
      summary: 'Put a post, an article or a newsletter on the desk, with the time it is to go out',
      permission: 'desk.decide',
      body: newPieceBody,
      answer: newPieceAnswer,
      status: 201,
      handle: ({ body }, { principal }) => addPiece(deps, body, principal.name),
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/pieces/:id/move',
      tag,
      summary: 'Give a piece that has not gone out another time; one that was approved is approved again with it',
      permission: 'desk.decide',
      params: byId,
      body: moveBody,
      handle: ({ params, body }, { principal }) => movePiece(deps, principal, params.id, body),
    })
    route(server, {
      method: 'GET',
      url: '/api/v1/pieces/:id/file',
      tag,
      summary: 'The version that goes out, as HTML, Markdown, text or JSON',
      permission: 'desk.read',
      params: byId,
      query: fileQuery,
      answer: fileOf('text/html'),
      async handle({ params, query: { format } }, { reply }) {
        const { name, body } = await readPieceFile(deps, params.id, format)
        reply.header('content-disposition', `attachment; filename="${name}"`)
        return written(body, FILE_TYPES[format])
      },
    })
    route(server, {
      method: 'POST',
      url: '/api/v1/piece-pictures',
      tag,
      summary: 'Keep a picture (JPEG, PNG, GIF or WebP) that goes with posts',
      permission: 'desk.decide',
      body: pictureBody,
      bodyLimit: PICTURE_BODY,
      answer: pictureAnswer,
      status: 201,
      handle: async ({ body }) => ({ id: await keepPicture(deps, Buffer.from(body.base64, 'base64')) }),
    })
  }
}
