/**
 * The extension's public key (SubjectPublicKeyInfo, DER, base64), as it stands in its manifest under `key`: it pins the id, so
 * that card-host can name who may start it. Its private half was thrown away; a store that signs packages has its own.
 */
export const extensionPublicKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxiLgPRz/bvaArJmXHbng9gVKmmTxqeMbW2spXyK4DZllLdDSyoO9ZGGBd+dzn3/DgZLNM6bktxo5dzPyohZ5qdOPqZhlXypf7r8+jQRpFGABf7iuYlzG8SV/M8P5Nei9eJvtKpPknK1GbwKbH8gZ6njBiihFhO+FDFOdZ1ChQAQLLJtIeJCIJMHLXPs9H0Q04BGtn61bDIjeoYP/Q073soojYrbK6zfj8qVWGUcTWB8Sd1JAiROibfoIeuq7dma097cBp3GXgcpmj9cSQuPVCSCLroGiDBeD5+HB3DOSPtqbb+6rBwHo+kpcn601SUnwHJ0yXvQdRTvlngC8BxruhwIDAQAB'

/** What Chromium makes of that key: SHA-256, the first 16 bytes, hexadecimal digits written a to p. */
export const extensionId = 'bginkpmanhehlikbcaadipdfmkjokkik'
