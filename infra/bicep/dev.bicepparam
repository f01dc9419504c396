// For developers: pays only for what is used, and stands still when nobody works.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'southeastasia')
param accessAuthority = readEnvironmentVariable('ACCESS_AUTHORITY')
param hashKey = readEnvironmentVariable('HASH_KEY', '')
param dossierUnit = readEnvironmentVariable('DOSSIER_UNIT', 'G22.99.08')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param budgetStart = readEnvironmentVariable('BUDGET_START')

param alwaysReadyHttp = 0
param alwaysReadyDurable = 0
param maximumInstanceCount = 40
param cosmosServerless = true
param zoneRedundant = false
param serviceBusSku = 'Standard'
param schedulerSku = 'Consumption'
param privateNetwork = false
param logRetentionDays = 30
param logDailyGb = 1
param traceShare = '1'
param monthlyBudget = 50
