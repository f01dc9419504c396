// Service Bus. A session is a dossier: what concerns one dossier is handled in order. What is sent twice within the window of duplicate
// detection is dropped; what cannot be handled ends in the dead letters.
param name string
param location string
param tags object
param sku string

@description('Messaging units of a premium namespace.')
param capacity int
param isPrivate bool
param workspaceId string

var duplicateWindow = 'PT10M'
var lockDuration = 'PT1M'
var maxDeliveryCount = 10

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: sku == 'Premium' ? { name: sku, tier: sku, capacity: capacity } : { name: sku, tier: sku }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource decisions 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'agency-decisions'
  properties: {
    requiresSession: true
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: duplicateWindow
    lockDuration: lockDuration
    maxDeliveryCount: maxDeliveryCount
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 5120
  }
}

resource requests 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = {
  parent: namespace
  name: 'agency-requests'
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: duplicateWindow
    supportOrdering: true
    maxSizeInMegabytes: 5120
  }
}

resource httpDelivery 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = {
  parent: requests
  name: 'http-delivery'
  properties: {
    requiresSession: true
    lockDuration: lockDuration
    maxDeliveryCount: maxDeliveryCount
    deadLetteringOnMessageExpiration: true
    deadLetteringOnFilterEvaluationExceptions: true
  }
}

// Named as the rule that a subscription is made with, so that it takes that one's place instead of adding to it.
resource httpDeliveryFilter 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2024-01-01' = {
  parent: httpDelivery
  name: '$Default'
  properties: {
    filterType: 'SqlFilter'
    sqlFilter: {
      sqlExpression: 'sys.Label IN (\'request\', \'reminder\', \'overdue\') AND agency IS NOT NULL'
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'OperationalLogs'
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

output id string = namespace.id
output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
