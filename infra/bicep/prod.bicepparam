// For the country: docs/scale.md says why these sizes.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param accessAuthority = readEnvironmentVariable('ACCESS_AUTHORITY')
param hashKey = readEnvironmentVariable('HASH_KEY', '')
param dossierUnit = readEnvironmentVariable('DOSSIER_UNIT', 'G22.99.08')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param budgetStart = readEnvironmentVariable('BUDGET_START')

param alwaysReadyHttp = 2
param alwaysReadyDurable = 2
param maximumInstanceCount = 100
param cosmosServerless = false
param cosmosDossiersThroughput = 10000
param cosmosSharedThroughput = 20000
param zoneRedundant = true
param serviceBusSku = 'Premium'
param schedulerSku = 'Dedicated'
param schedulerCapacity = 3
param privateNetwork = true
param logRetentionDays = 180
param logDailyGb = 20
param traceShare = '0.05'
param monthlyBudget = 6000
