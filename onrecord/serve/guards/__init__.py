"""What stands before every answer: who may be asked for, how much may be sent, what the browser may do with it."""
