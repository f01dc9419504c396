// The vault with the one secret that there is: the key of the keyed hashes.
param name string
param location string
param tags object

@secure()
param hashKey string
param isPrivate bool
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // With a lost key the duplicates of older dossiers are not found any more.
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource hashKeySecret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(hashKey)) {
  parent: vault
  name: 'hash-key'
  properties: {
    value: hashKey
    contentType: 'Base64'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output id string = vault.id
output name string = vault.name
output hashKeyUri string = '${vault.properties.vaultUri}secrets/hash-key'
