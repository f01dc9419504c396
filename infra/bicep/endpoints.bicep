// Private endpoints of the services, and the zones in which their names are found.
param suffix string
param location string
param tags object
param networkId string
param subnetId string
param hostStorageId string
param recordStorageId string
param cosmosId string
param serviceBusId string
param vaultId string
param schedulerId string

var zones = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.documents.azure.com'
  'privatelink.servicebus.windows.net'
  'privatelink.vaultcore.azure.net'
  'privatelink.durabletask.io'
]

var endpoints = [
  { name: 'host', target: hostStorageId, part: 'blob', zone: 0 }
  { name: 'records', target: recordStorageId, part: 'blob', zone: 0 }
  { name: 'cosmos', target: cosmosId, part: 'Sql', zone: 1 }
  { name: 'servicebus', target: serviceBusId, part: 'namespace', zone: 2 }
  { name: 'vault', target: vaultId, part: 'vault', zone: 3 }
  { name: 'scheduler', target: schedulerId, part: 'scheduler', zone: 4 }
]

resource dnsZones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for zone in zones: {
  name: zone
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (zone, i) in zones: {
  parent: dnsZones[i]
  name: 'lienthong'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: networkId
    }
  }
}]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [for endpoint in endpoints: {
  name: 'pe-${endpoint.name}-${suffix}'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: endpoint.name
        properties: {
          privateLinkServiceId: endpoint.target
          groupIds: [endpoint.part]
        }
      }
    ]
  }
}]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for (endpoint, i) in endpoints: {
  parent: privateEndpoints[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: endpoint.name
        properties: {
          privateDnsZoneId: dnsZones[endpoint.zone].id
        }
      }
    ]
  }
}]
