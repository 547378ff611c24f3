"""Who dances: one package per service; its folder listing reads like its verbs."""
