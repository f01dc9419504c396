// What somebody has to be told at once. The words that are looked for in the logs are the app's (a test holds them together).
param suffix string
param location string
param tags object
param email string
param workspaceId string
param cosmosId string
param serviceBusId string

var metrics = [
  {
    name: 'dead-letters'
    description: 'Messages that could not be handled wait for an operator: GET /api/v1/dead-letters.'
    target: serviceBusId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'DeadletteredMessages'
    aggregation: 'Maximum'
    threshold: 0
    dimensions: []
  }
  {
    name: 'service-bus-throttled'
    description: 'Service Bus refuses requests: docs/scale.md says what lifts the bound.'
    target: serviceBusId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'ThrottledRequests'
    aggregation: 'Total'
    threshold: 0
    dimensions: []
  }
  {
    name: 'cosmos-throttled'
    description: 'Cosmos DB refuses requests: docs/scale.md says what lifts the bound.'
    target: cosmosId
    namespace: 'Microsoft.DocumentDB/databaseAccounts'
    metric: 'TotalRequests'
    aggregation: 'Count'
    threshold: 100
    dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
  }
]

var logs = [
  {
    name: 'overdue-dossiers'
    description: 'A step passed its legal limit without a decision: call the agency.'
    query: 'AppTraces | where Message contains "passed its legal limit"'
    threshold: 0
  }
  {
    name: 'stuck-dossiers'
    description: 'A dossier did not go on: GET /api/v1/attention?status=stuck.'
    query: 'AppTraces | where Message contains "should have gone on at"'
    threshold: 0
  }
  {
    name: 'changes-not-taken'
    description: 'Changes of dossiers wait to be followed: worklists, reports and the watchdog stand still.'
    query: 'AppTraces | where Message contains "could not be taken and come again"'
    threshold: 10
  }
  {
    name: 'failed-instances'
    description: 'Orchestrations failed. Their dossiers start them again; why they failed stands in the logs.'
    query: 'AppTraces | where Message contains "has failed and is started again"'
    threshold: 0
  }
  {
    name: 'server-errors'
    description: 'Callers were answered with an error of ours.'
    query: 'AppRequests | where toint(ResultCode) between (500 .. 599)'
    threshold: 10
  }
]

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-lienthong-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'lienthong'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource metricAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [for alert in metrics: {
  name: alert.name
  location: 'global'
  tags: tags
  properties: {
    description: alert.description
    severity: 2
    enabled: true
    scopes: [alert.target]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: alert.name
          metricNamespace: alert.namespace
          metricName: alert.metric
          timeAggregation: alert.aggregation
          operator: 'GreaterThan'
          threshold: alert.threshold
          dimensions: alert.dimensions
        }
      ]
    }
    actions: [
      {
        actionGroupId: receivers.id
      }
    ]
  }
}]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in logs: {
  name: alert.name
  location: location
  tags: tags
  properties: {
    displayName: alert.name
    description: alert.description
    severity: 2
    enabled: true
    scopes: [workspaceId]
    // A new workspace does not know the tables yet.
    skipQueryValidation: true
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          // What is kept of traces stands for more: each row says for how many.
          query: '${alert.query} | summarize Items = sum(ItemCount)'
          metricMeasureColumn: 'Items'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: alert.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [receivers.id]
    }
  }
}]
