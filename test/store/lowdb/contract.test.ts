import { storeContract } from '../contract.ts'
import { openTemporary } from './open-temporary.ts'

storeContract('lowdb', () => openTemporary())
storeContract('lowdb, with a checkpoint after every few acts', () => openTemporary({ checkpointBytes: 300 }))
