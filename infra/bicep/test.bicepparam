// For acceptance and load tests: made as in production, smaller.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'test')
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param accessAuthority = readEnvironmentVariable('ACCESS_AUTHORITY')
param hashKey = readEnvironmentVariable('HASH_KEY', '')
param dossierUnit = readEnvironmentVariable('DOSSIER_UNIT', 'G22.99.08')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param budgetStart = readEnvironmentVariable('BUDGET_START')

param alwaysReadyHttp = 1
param alwaysReadyDurable = 1
param maximumInstanceCount = 40
param cosmosServerless = false
param cosmosDossiersThroughput = 10000
param cosmosSharedThroughput = 10000
param zoneRedundant = false
param serviceBusSku = 'Standard'
param schedulerSku = 'Dedicated'
param privateNetwork = false
param logRetentionDays = 30
param logDailyGb = 5
param traceShare = '0.2'
param monthlyBudget = 1000
