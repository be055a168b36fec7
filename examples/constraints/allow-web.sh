#!/bin/sh
# Lets web of cluster-02 call payments, and reads a setting from there.
consul intention create -allow peer:cluster-02/web payments
consul kv get -datacenter=cluster-02 payments/limit
