// The Durable Task Scheduler and the hub that the orchestrations live in.
param name string
param location string
param tags object
param sku string
param capacity int
param allowedAddresses array
param isPrivate bool

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: allowedAddresses
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    sku: sku == 'Dedicated' ? { name: sku, capacity: capacity } : { name: sku }
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: 'lienthong'
}

// An orchestration that has ended says nothing that its dossier does not say.
resource retention 'Microsoft.DurableTask/schedulers/retentionPolicies@2025-11-01' = {
  parent: scheduler
  name: 'default'
  properties: {
    retentionPolicies: [
      {
        orchestrationState: 'Completed'
        retentionPeriodInDays: 30
      }
    ]
  }
}

output id string = scheduler.id
output name string = scheduler.name
output endpoint string = scheduler.properties.endpoint
