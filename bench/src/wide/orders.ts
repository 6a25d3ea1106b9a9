/** What the portal's process is told before it opens its doors. Bytes are base64url. */
export type PortalOrder = {
  readonly runUrl: string
  readonly directory: string
  readonly pinnedKey: string
  readonly signingKeyPem: string
  readonly tlsKeyPem: string
  readonly tlsCertificatePem: string
  readonly origin: string
  readonly webPort: number
  readonly networkPort: number
  readonly anchor: string
  readonly crl: string
}
