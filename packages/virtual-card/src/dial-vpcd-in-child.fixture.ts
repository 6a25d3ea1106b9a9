import { connect } from 'node:net'

// Runs in the network of a test's own pcscd, where nobody else is: connects to vpcd and hands the connection out to the
// test, which then is the card. Nothing is read before, so that no byte stays behind here.
const socket = connect({ host: '127.0.0.1', port: Number(process.argv[2]) }).pause()
socket.once('connect', () => process.send?.('connected', socket))
socket.once('error', ({ message }) => process.send?.(message))
process.once('disconnect', () => process.exit())
