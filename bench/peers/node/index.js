// The read routes of Tenk as a team on Node would write them: Fastify on every core by cluster, PostgreSQL by pg, two cache
// tiers (memory of each process, then Redis), tokens verified by the published keys.
import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'

if (cluster.isPrimary) {
  for (let core = 0; core < availableParallelism(); core++) cluster.fork()
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGTERM')
  })
  cluster.on('exit', (_, code) => {
    if (code) process.exitCode = code
  })
} else {
  const { start } = await import('./server.js')
  const stop = await start(process.env)
  process.on('SIGTERM', () => stop().finally(() => process.exit(0)))
}
